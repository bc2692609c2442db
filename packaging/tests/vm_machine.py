"""An emulated computer: its power switch, its screen, fingers on its touch panel, its keyboard, and a
hand inside. Knows qemu (QMP), not what runs in it."""
import ctypes
import json
import os
import re
import signal
import socket
import struct
import subprocess
import time

from PIL import Image

PANEL = 32767  # the panel's coordinates go up to here


PR_SET_PDEATHSIG = 1
prctl = ctypes.CDLL(None).prctl


def end_with_parent():
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Dead(Exception):
    pass


class Machine:
    def __init__(self, qemu, folder, kernel, glass, command_line=""):
        """qemu: its command, as a list; folder: disk.img and initrd.img lie there; glass: the screen's width
        and height"""
        self.folder, self.glass = folder, glass
        self.console = os.path.join(folder, "console.log")
        paths = {name: os.path.join(folder, name) for name in ("qmp", "hand", "vnc", "console.log")}
        for path in paths.values():
            if os.path.exists(path):
                os.remove(path)
        # LLVM, which Mesa draws with, ends itself on the processor that "max" stands for.
        arguments = qemu + [
            "-machine", "q35", "-accel", "tcg,thread=multi,tb-size=512", "-cpu", "Nehalem", "-smp", "2",
            "-m", "2048", "-nodefaults", "-no-reboot",
            "-display", "vnc=unix:" + paths["vnc"],
            "-rtc", "base=" + time.strftime("%Y-%m-%dT04:00:00"),
            "-kernel", kernel, "-initrd", os.path.join(folder, "initrd.img"),
            "-append", "console=ttyS0 quiet loglevel=4 mitigations=off systemd.show_status=0 "
                       "random.trust_cpu=on " + command_line,
            "-drive", f"file={folder}/disk.img,if=none,id=d0,format=raw,snapshot=on",
            "-device", "virtio-blk-pci,drive=d0",
            "-device", f"virtio-gpu-pci,xres={glass[0]},yres={glass[1]},id=gpu",
            "-device", "virtio-rng-pci", "-device", "qemu-xhci,id=usb",
            "-device", "pcie-root-port,id=bay,chassis=7", "-device", "virtio-keyboard-pci",
            "-device", "virtio-multitouch-pci,id=panel,bus=bay",
            "-device", "virtio-serial-pci", "-chardev", f"socket,id=hand,path={paths['hand']},server=on,wait=off",
            "-device", "virtserialport,chardev=hand,name=hand",
            "-serial", "file:" + self.console,
            "-qmp", f"unix:{paths['qmp']},server=on,wait=off",
        ]
        self.start_s = time.monotonic()
        self.process = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, preexec_fn=end_with_parent)
        self.events = []
        self.qmp = self._connect(paths["qmp"]).makefile("rw")
        self.qmp.readline()
        self.do("qmp_capabilities")
        self.inside = self._connect(paths["hand"])
        self.inside.settimeout(60)
        self.asked = 0
        self.viewer_path, self.viewer = paths["vnc"], None

    def _connect(self, path):
        for _ in range(300):
            if self.process.poll() is not None:
                raise Dead(f"qemu ended with {self.process.returncode}")
            try:
                end = socket.socket(socket.AF_UNIX)
                end.connect(path)
                return end
            except OSError:
                time.sleep(0.1)
        raise Dead("qemu does not answer")

    def do(self, command, **arguments):
        self.qmp.write(json.dumps({"execute": command, "arguments": arguments}) + "\n")
        self.qmp.flush()
        while True:
            line = self.qmp.readline()
            if not line:
                raise Dead("qemu is gone")
            answer = json.loads(line)
            if "event" in answer:
                self.events.append(answer)
            if "error" in answer:
                raise Dead(f"{command}: {answer['error']['desc']}")
            if "return" in answer:
                return answer["return"]

    def off(self):
        """Ends it as a power cut does."""
        self.process.kill()
        self.process.wait()

    # ---- what it shows

    def screen(self):
        path = os.path.join(self.folder, "screen.ppm")
        self.do("screendump", filename=path)
        with Image.open(path) as picture:
            return picture.convert("RGB")

    # ---- hands on it

    def _send(self, *events):
        self.do("input-send-event", events=list(events))

    def _finger(self, kind, slot, at=None):
        number = -1 if kind == "end" else slot + 1
        events = [{"type": "mtt", "data": {"type": kind, "slot": slot, "tracking-id": number,
                                           "axis": "x", "value": 0}}]
        for axis, share in zip("xy", at or ()):
            events.append({"type": "mtt", "data": {"type": "data", "slot": slot, "tracking-id": number,
                                                   "axis": axis, "value": round(share * PANEL)}})
        return events

    def _share(self, at):
        return (at[0] / self.glass[0], at[1] / self.glass[1])

    def fingers_down(self, places):
        """Several fingers at once; places: px of the glass"""
        for slot, at in enumerate(places):
            touch = [] if slot else [{"type": "btn", "data": {"button": "touch", "down": True}}]
            self._send(*self._finger("begin", slot, self._share(at)), *touch)

    def fingers_move(self, places):
        for slot, at in enumerate(places):
            self._send(*self._finger("update", slot, self._share(at)))

    def fingers_up(self, count):
        for slot in range(count):
            last = slot == count - 1
            touch = [{"type": "btn", "data": {"button": "touch", "down": False}}] if last else []
            self._send(*self._finger("end", slot), *touch)

    def tap(self, x, y):
        self.fingers_down([(x, y)])
        self.fingers_up(1)

    def press(self, names):
        """Keys pressed together: "ctrl-alt-f1", as qemu calls them"""
        keys = [{"type": "qcode", "data": name} for name in names.split("-")]
        for down in (True, False):
            for key in keys if down else reversed(keys):
                self._send({"type": "key", "data": {"key": key, "down": down}})

    def push_mouse(self, right, down):
        self._send({"type": "rel", "data": {"axis": "x", "value": right}},
                   {"type": "rel", "data": {"axis": "y", "value": down}})

    # ---- plugs

    def plug(self, driver, name, **more):
        self.do("device_add", driver=driver, id=name, **more)

    def plug_stick(self, image, name):
        self.do("blockdev-add", **{"driver": "raw", "node-name": name + "-disk",
                                   "file": {"driver": "file", "filename": image}})
        self.plug("usb-storage", name, drive=name + "-disk", bus="usb.0")

    def unplug(self, name, patience_s=20):
        self.events.clear()
        self.do("device_del", id=name)
        end = time.monotonic() + patience_s
        while time.monotonic() < end:
            self.do("query-status")  # reads the events on its way
            if any(e["event"] == "DEVICE_DELETED" and e["data"].get("device") == name for e in self.events):
                return
            time.sleep(0.1)
        raise Dead(f"{name} cannot be unplugged")

    def monitor(self, width, height):
        """Plugs another monitor in; 0, 0: pulls its cable. qemu takes this from a viewer (RFB 3.8)."""
        if not self.viewer:
            self.viewer = self._connect(self.viewer_path)
            take = self.viewer.makefile("rb").read
            self.viewer.sendall(take(12))  # the same version
            take(take(1)[0])
            self.viewer.sendall(b"\x01")  # without a password
            take(4)
            self.viewer.sendall(b"\x01")  # beside other viewers
            take(20)
            take(int.from_bytes(take(4), "big"))
            self.viewer.sendall(struct.pack(">BxHi", 2, 1, -308))  # it knows of monitors that change
        self.viewer.sendall(struct.pack(">BxHHBxIHHHHI", 251, width, height, 1, 0, 0, 0, width, height, 0))

    # ---- a look inside

    def sh(self, command):
        """What a shell as root says; its exit code is not looked at."""
        self.asked += 1
        mark = f"--{self.asked}--"
        self.inside.sendall(f"{command}\necho {mark}\n".encode())
        text = ""
        while mark + "\n" not in text:
            got = self.inside.recv(65536).decode(errors="replace")
            if not got:
                raise Dead("the shell inside is gone")
            text += got
        return re.sub(r"\s*" + mark + r"\n$", "", text)

    def until(self, condition, patience_s, first=""):
        """Waits until a condition of the shell inside holds; `first` is done before each look."""
        end = time.monotonic() + patience_s
        while self.sh(f"{first}if {condition}; then echo yes; fi") != "yes":
            if time.monotonic() > end:
                raise Dead(f"inside, this did not come true: {condition}")
            time.sleep(0.2)
