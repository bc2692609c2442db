#!/usr/bin/env python3
"""vm_drill.py FOLDER SHOT KERNEL QEMU…: what a machine in the hall must stand, from power on.

The screen of the machine is compared with the picture that zhanting-shot paints of the same page, story,
faces and day; visits begin with little motion, so a page stands still. Every line "ok:" was seen on the
screen, or read inside where it says so."""
import os
import subprocess
import sys
import time

from PIL import Image, ImageChops

from vm_machine import Dead, Machine

FOLDER, SHOT, KERNEL = sys.argv[1:4]
QEMU = sys.argv[4:]
SHARE = os.path.join(FOLDER, "root/usr/share/zhanting")
GLASS = (1280, 720)  # fewer pixels: the processor that draws them is emulated
SCALE = GLASS[1] / 1080  # px of the glass in a dp, in which places below are told
BLANK_S = 10  # the console's own idea of a screen saver, to see that it has none here
INI = "[visit]\nmodes = reduced\nidle_seconds = 3600\n"
PATIENCE_S = 300  # on a busy machine; about 30 s on a quiet one
# OpenGL on a processor may round a colour differently; a wrong page differs in many thousand pixels by
# much more.
COLOUR_STEP, PIXELS_MOST = 8, 200


class Failed(Exception):
    pass


class Hall:
    """One machine from power on to power off, in one position of its screen."""

    def __init__(self, name, is_portrait=False, command_line=""):
        self.name, self.is_portrait = name, is_portrait
        self.pictures = {}
        self.machine = Machine(QEMU, FOLDER, KERNEL, GLASS, command_line)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if error:
            self.explain()
        self.machine.off()

    def explain(self):
        try:
            self.machine.screen().save(os.path.join(FOLDER, f"{self.name}-failed.png"))
        except (Dead, OSError, ValueError):
            pass
        with open(self.machine.console, errors="replace") as console:
            sys.stderr.write("".join(console.readlines()[-80:]))

    # ---- what must be on the glass

    def expected(self, page, language="zh"):
        key = (page, language)
        if key not in self.pictures:
            path = os.path.join(FOLDER, "expected.png")
            w, h = reversed(GLASS) if self.is_portrait else GLASS
            subprocess.run([SHOT, "--story", SHARE + "/story.db", "--fonts", SHARE + "/fonts",
                            "--assets", SHARE + "/assets", "--cache", FOLDER + "/cache", "--page", page,
                            "--lang", language, "--today", time.strftime("%Y-%m-%d"), "--mode", "reduced",
                            "--size", f"{w}x{h}", "-o", path], check=True)
            with Image.open(path) as picture:
                picture = picture.convert("RGB")
            if self.is_portrait:  # rotation = 90: clockwise
                picture = picture.transpose(Image.Transpose.ROTATE_270)
            self.pictures[key] = picture
        return self.pictures[key]

    def difference(self, picture):
        """How many pixels are another colour, and where"""
        screen = self.machine.screen()
        if screen.size != picture.size:
            return screen.size[0] * screen.size[1], f"the screen has {screen.size}"
        apart = ImageChops.difference(screen, picture)
        red, green, blue = apart.split()
        most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
        wrong = most.point(lambda step: 255 if step > COLOUR_STEP else 0)
        return wrong.histogram()[255], f"in {wrong.getbbox()}"

    def shows(self, page, words, language="zh", patience_s=120):
        picture = self.expected(page, language)
        start = time.monotonic()
        while True:
            count, where = self.difference(picture)
            if count <= PIXELS_MOST:
                self.ok(f"{words} ({time.monotonic() - start:.1f} s)")
                return
            if time.monotonic() > start + patience_s:
                picture.save(os.path.join(FOLDER, f"{self.name}-expected.png"))
                raise Failed(f"{words}: {count} pixels are not as in {page}, {where}")
            time.sleep(0.1)

    def ok(self, words):
        print(f"  ok: {self.name}: {words}", flush=True)

    def check(self, holds, words):
        if not holds:
            raise Failed(words)
        self.ok(words)

    def keep(self, name):
        self.machine.screen().save(os.path.join(FOLDER, f"{self.name}-{name}.png"))

    # ---- hands

    def on_glass(self, x, y):
        """From dp of the picture, which may be turned by 90 degrees clockwise, to px of the glass"""
        x, y = x * SCALE, y * SCALE
        return (GLASS[0] - y, x) if self.is_portrait else (x, y)

    def tap(self, x, y):
        self.machine.tap(*self.on_glass(x, y))

    def tap_until(self, page, x, y, words):
        """A touch that comes before the program knows of the panel is lost: a visitor touches again."""
        for _ in range(5):
            self.tap(x, y)
            try:
                self.shows(page, words, patience_s=20)
                return
            except Failed:
                pass
        raise Failed(words)

    def three_fingers(self):
        w, h = (1080, 1920) if self.is_portrait else (1920, 1080)
        places = [(0.2 * w, 0.3 * h), (0.5 * w, 0.7 * h), (0.8 * w, 0.3 * h)]
        self.machine.fingers_down([self.on_glass(*at) for at in places])
        for step in (20, 40, 60):
            self.machine.fingers_move([self.on_glass(x + step, y) for x, y in places])
        self.machine.fingers_up(3)


def power_on(hall):
    hall.shows("attract", "power on leads to the attract page", patience_s=PATIENCE_S)
    hall.ok(f"that took {time.monotonic() - hall.machine.start_s:.1f} s")
    hall.keep("attract")


def visit(hall, section, page):
    hall.three_fingers()
    hall.shows("home", "three fingers at once wake it, and do no more")
    hall.tap(*section)
    hall.shows(page, f"a tap on the section opens {page}")
    hall.keep(page)


# Ways out of a desktop, of a console and of a kernel; the last of the escapes asks it to start again.
ESCAPES = ("esc alt-f4 alt-tab alt-esc meta_l meta_l-d meta_l-l print f11 ctrl-c ctrl-q ctrl-w ctrl-z ctrl-esc "
           "ctrl-alt-t alt-left alt-right " + " ".join(f"ctrl-alt-f{n}" for n in range(1, 13)) +
           " ctrl-alt-backspace ctrl-alt-delete ctrl-alt-delete alt-sysrq-r alt-sysrq-i alt-sysrq-k alt-sysrq-e "
           "alt-sysrq-u alt-sysrq-o alt-sysrq-b").split()


def mash(hall, page):
    before = hall.machine.sh("pgrep -x zhanting; cat /proc/sys/kernel/random/boot_id")
    for keys in ESCAPES:
        hall.machine.press(keys)
    hall.machine.sh("udevadm settle; sleep 1")
    hall.shows(page, f"{len(ESCAPES)} combinations of keys do not leave it")
    after = hall.machine.sh("pgrep -x zhanting; cat /proc/sys/kernel/random/boot_id")
    hall.check(before == after, "inside, it is the same process of the same start")
    hall.check(hall.machine.sh("cat /sys/class/tty/tty0/active") == "tty1", "inside, it is the same terminal")


def has_no_pointer(hall, page):
    machine = hall.machine
    machine.plug("usb-mouse", "mouse", bus="usb.0")
    machine.until("grep -q Mouse /proc/bus/input/devices", PATIENCE_S)
    for _ in range(5):
        machine.push_mouse(20, 10)
        machine.sh("udevadm settle")
    hall.shows(page, "a mouse plugged in and pushed: no pointer")
    machine.unplug("mouse")


def replug_panel(hall):
    hall.machine.unplug("panel")
    hall.machine.until("! grep -q MultiTouch /proc/bus/input/devices", PATIENCE_S)
    hall.machine.plug("virtio-multitouch-pci", "panel", bus="bay")
    hall.machine.until("event=$(grep -l MultiTouch /sys/class/input/event*/device/name | cut -d/ -f5) && "
                       "ls -l $(for p in $(pgrep -x 'cage|zhanting'); do echo /proc/$p/fd; done) | "
                       "grep -q /dev/input/$event", PATIENCE_S)


def is_never_blanked(hall, page):
    hall.machine.until(f"[ $(cut -d. -f1 /proc/uptime) -gt {2 * BLANK_S} ]", PATIENCE_S)
    hall.check(hall.machine.sh("cat /sys/module/kernel/parameters/consoleblank") == str(BLANK_S),
               f"inside, the console goes black after {BLANK_S} s")
    hall.shows(page, "and the glass does not")


def lose_monitor(hall, page):
    machine = hall.machine
    machine.monitor(*GLASS)
    machine.monitor(0, 0)
    machine.until("! grep -qx connected /sys/class/drm/card0-Virtual-1/status || ! pgrep -x zhanting", PATIENCE_S,
                  "echo detect >/sys/class/drm/card0-Virtual-1/status; ")
    machine.monitor(*GLASS)
    hall.shows(page, "the monitor's cable pulled and put back: something is on the glass", patience_s=PATIENCE_S)


def plug_stick(hall, page):
    """With its own eyes, as its own account: the program's view of the file system is not the system's."""
    machine = hall.machine
    seen = ("nsenter --mount=/proc/$(pgrep -x zhanting)/ns/mnt setpriv --reuid=zhanting --regid=zhanting "
            "--clear-groups zhanting-pack verify /run/media/zhanting/UPDATE/update.zhb --keys /etc/zhanting/keys")
    machine.plug_stick(os.path.join(FOLDER, "stick.img"), "stick")
    machine.until(f"{seen} >/dev/null 2>&1", PATIENCE_S)
    hall.ok("inside, a stick plugged in is mounted; the program may read its update, whose signature holds")
    machine.unplug("stick")
    machine.until("! grep -q /run/media/zhanting/UPDATE /proc/mounts && [ ! -e /run/media/zhanting/UPDATE ]",
                  PATIENCE_S)
    hall.ok("inside, a stick pulled out leaves nothing mounted")
    hall.shows(page, "and the page is what it was")


def landscape_under_cage():
    with Hall("landscape", command_line=f"consoleblank={BLANK_S}") as hall:
        power_on(hall)
        visit(hall, (213, 649), "chains")
        mash(hall, "chains")
        has_no_pointer(hall, "chains")
        replug_panel(hall)
        hall.tap_until("home", 112, 1020, "the touch panel unplugged and plugged in again works")
        plug_stick(hall, "home")
        is_never_blanked(hall, "home")
        lose_monitor(hall, "attract")
        hall.tap_until("home", 960, 540, "and its touch panel works")


def landscape_without_compositor():
    units = "systemd.mask=zhanting.service systemd.wants=zhanting-kms.service"
    with Hall("fallback", command_line=f"{units} consoleblank={BLANK_S}") as hall:
        power_on(hall)
        visit(hall, (213, 649), "chains")
        mash(hall, "chains")
        has_no_pointer(hall, "chains")
        is_never_blanked(hall, "chains")
        lose_monitor(hall, "chains")
        replug_panel(hall)
        hall.shows("attract", "a touch panel plugged in starts it again", patience_s=PATIENCE_S)
        hall.tap_until("home", 960, 540, "and it works")


def portrait_under_cage():
    put("/etc/zhanting/zhanting.ini", "[screen]\nrotation = 90\n" + INI)
    with Hall("portrait", is_portrait=True) as hall:
        power_on(hall)
        visit(hall, (870, 1500), "timeline")


def put(path, text):
    """Writes a file onto the disk of the machine that is switched off."""
    source = os.path.join(FOLDER, "put")
    with open(source, "w") as out:
        out.write(text)
    for command in (f"rm {path}", f"write {source} {path}"):
        subprocess.run(["/sbin/debugfs", "-w", "-R", command, FOLDER + "/disk.img"], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    try:
        for drill in (landscape_under_cage, landscape_without_compositor, portrait_under_cage):
            start_s = time.monotonic()
            put("/etc/zhanting/zhanting.ini", INI)
            drill()
            print(f"  {drill.__name__}: {time.monotonic() - start_s:.0f} s", flush=True)
    except (Failed, Dead) as error:
        sys.exit(f"FAILED: {error}")
