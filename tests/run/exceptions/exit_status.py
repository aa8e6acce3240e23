# SystemExit with a number, from inside functions; it is not an Exception.
def leave(code):
    try:
        raise SystemExit(code)
    except Exception:
        print("never")


try:
    leave(7)
except SystemExit as e:
    print(e.code)
leave(3)
