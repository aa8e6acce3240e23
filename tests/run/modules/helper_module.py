# Imported by imports.py; run alone it prints that it is the main program.
counter = 0


def increment(by=1):
    global counter
    counter += by
    return counter


if __name__ == "__main__":
    print("main program", increment(), __name__)
