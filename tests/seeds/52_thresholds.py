import gc
gc.collect()
before = gc.get_stats()[0]["collections"]
kept = [[] for i in range(1500)]
print(gc.get_stats()[0]["collections"] - before, gc.get_threshold())
