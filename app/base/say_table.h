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
