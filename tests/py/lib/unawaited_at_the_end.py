# The hint of a warning comes from a module: when sys.path is gone, it is not found.
import sys

sys.stderr = sys.stdout


async def never(): pass


async def other(): pass


sys.argv = never()
sys.mine = other()
