print("alpha", __name__)
shared = []


def add(x):
    shared.append(x)
    return len(shared)


class Thing:
    def where(self):
        return __name__
