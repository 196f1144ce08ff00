"""A process that sleeps computes nothing: its own clocks stand still."""
import os
import threading
import time

clocks = [time.process_time, time.thread_time, lambda: time.clock_gettime(time.CLOCK_PROCESS_CPUTIME_ID), lambda: sum(os.times()[:2]),
          lambda: time.process_time_ns() / 1e9, lambda: time.thread_time_ns() / 1e9, time.perf_counter, time.monotonic]
before = [clock() for clock in clocks]
time.sleep(3)
after = [clock() for clock in clocks]
print([end - start >= 3 for start, end in zip(before, after)])
start = time.process_time()
sleeper = threading.Thread(target=time.sleep, args=(3,))
sleeper.start()
sleeper.join()
print(time.process_time() - start >= 3)
print(time.process_time() <= time.process_time(), isinstance(time.process_time_ns(), int))
