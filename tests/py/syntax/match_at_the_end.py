# A match as the last statement: annotations inside it count, and a default case leaves no line for what follows.
import dis


def show(source):
    code = compile(source, "name", "exec")
    for i in dis.get_instructions(code):
        print(i.offset, i.opname, i.arg, tuple(i.positions))


show("match a:\n    case 1:\n        b: int = 1\n")
show("try:\n    a\nfinally:\n    match b:\n        case 1:\n            x = 1\n        case _:\n            pass\n")
show("try:\n    a\nfinally:\n    match b:\n        case 1:\n            x = 1\n        case _ if c:\n            y = 2\n")
show("try:\n    a\nfinally:\n    if b:\n        match b:\n            case 1:\n                x = 1\n            case _:\n                y = 2\n")
