# Chained exceptions, explicit and implicit, printed at the end.
def parse(text):
    return int(text)


def load(config):
    try:
        return parse(config["size"])
    except ValueError as e:
        raise RuntimeError("bad configuration") from e


def main():
    try:
        load({"size": "12x"})
    except RuntimeError:
        {}["missing"] + 1


main()
