import gc
gc.collect()
class Loop:
    def __init__(self): self.me = self
seen = []
gc.callbacks.append(lambda phase, info: phase == "stop" and seen.append(info["collected"] > 0))
for i in range(2000):
    Loop()
gc.callbacks.clear()
print(any(seen), gc.get_threshold())
