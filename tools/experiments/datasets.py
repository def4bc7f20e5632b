"""Data that nobody may pass on and the user has: files of his folder, put where a problem reads them.

The folder (`--data DIR`) has the files that a problem names, or the same packed by gzip.
"""
import gzip
import shutil


def packed_name(name):
    return name if name.endswith(".gz") else f"{name}.gz"


def place(name, data, folder):
    """Puts the file `name` of the folder `data`, which may be None, into `folder`; false where there is none."""
    target = folder / name
    if target.exists():
        return True
    for given in (name, packed_name(name), name.removesuffix(".gz")):
        if not data or not (data / given).is_file():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if given.endswith(".gz") == name.endswith(".gz"):
            shutil.copyfile(data / given, target)
            return True
        with (gzip.open(data / given) if given.endswith(".gz") else open(data / given, "rb")) as source, \
                (gzip.open(target, "wb") if name.endswith(".gz") else open(target, "wb")) as file:
            shutil.copyfileobj(source, file)
        return True
    return False
