import gc

# A count of 0 frees at once,
# with the collector off or on.
gc.disable()
alone = []
del alone

# A cycle is what counting can't see.
me = []
me.append(me)
del me
print("found:", gc.collect())
gc.enable()
