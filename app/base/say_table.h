// SAY(id, Chinese, English): included by say.h and say.c. One room a block, sorted by use.
// No include guard on purpose.
// clang-format off

SAY(NOTHING, "", "")

// base/file
SAY(FILE_CANNOT_OPEN, "打不开文件“{1}”：{2}。", "The file \"{1}\" cannot be opened: {2}.")
SAY(FILE_CANNOT_OPEN_HINT, "请检查文件是否存在、是否有读取权限。", "Check that it exists and may be read.")
SAY(FILE_TOO_BIG, "文件“{1}”太大（超过 {2} 字节）。", "The file \"{1}\" is too big (over {2} bytes).")
SAY(FILE_TOO_BIG_HINT, "请换一个小一些的文件。", "Use a smaller file.")
SAY(FILE_CANNOT_WRITE, "写不了文件“{1}”：{2}。", "The file \"{1}\" cannot be written: {2}.")
SAY(FILE_CANNOT_WRITE_HINT, "请检查磁盘空间和写入权限；原来的文件没有改动。", "Check the disk space and the permission; the old file is unchanged.")
SAY(FILE_NOT_A_FOLDER, "“{1}”不是文件夹。", "\"{1}\" is not a folder.")
SAY(FILE_NOT_A_FOLDER_HINT, "请给出内容文件夹的路径。", "Give the path of a content folder.")

// draw
SAY(PICTURE_BROKEN, "这张图片无法解码：{1}。", "The picture cannot be decoded: {1}.")
SAY(PICTURE_BROKEN_HINT, "请用看图软件打开检查，另存为 8 位的 PNG 或 JPEG 后再试。", "Open it in a picture viewer and save it again as an 8-bit PNG or JPEG.")
SAY(PICTURE_TOO_BIG, "图片太大（{1}×{2} 像素）；每边不能超过 {3} 像素，总共不能超过 {4} 百万像素。", "The picture is too large ({1} x {2} px): at most {3} px a side and {4} million px in all.")
SAY(PICTURE_TOO_BIG_HINT, "请先把图片缩小，再放进内容文件夹。", "Make it smaller before putting it into the content folder.")
SAY(PICTURE_KIND, "这个文件既不是 PNG，也不是 JPEG。", "This file is neither a PNG nor a JPEG.")
SAY(PICTURE_KIND_HINT, "请另存为 PNG 或 JPEG；只改扩展名没有用。", "Save it as PNG or JPEG; changing the file's name is not enough.")
SAY(PICTURE_WRITE, "无法编码 PNG：{1}。", "The PNG cannot be encoded: {1}.")
SAY(PICTURE_WRITE_HINT, "请减小画面尺寸后重试。", "Try again at a smaller size.")
SAY(SCREEN_NONE, "没有可用的显示器，打不开窗口（{1}）。", "There is no display, so no window can be opened ({1}).")
SAY(SCREEN_NONE_HINT, "请在图形桌面里运行；没有显示器时，可用 zhanting-shot 生成截图。", "Run it in a graphical session; without a display, zhanting-shot writes screenshots.")
SAY(SCREEN_NUMBER, "没有第 {1} 台显示器，只找到 {2} 台。", "There is no display {1}; {2} found.")
SAY(SCREEN_NUMBER_HINT, "请检查接线，或改用较小的显示器编号（从 0 数起）。", "Check the cable, or choose a smaller number (the first display is 0).")

// type/face
SAY(FONT_CANNOT_READ, "字体文件“{1}”读不了。", "The font file \"{1}\" cannot be read.")
SAY(FONT_CANNOT_READ_HINT, "请重新安装程序，或重新生成 fonts 文件夹。", "Install the program again, or build the fonts folder again.")
