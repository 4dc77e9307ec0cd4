"""What smoke/measure.py does without a GPU: its decisions as plain values, its processes as real ones."""
import argparse
import gzip
import json
import os
import pathlib
import sys
import tempfile
import time
import types
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE.parent.parent / "smoke"))
import measure  # noqa: E402

MIB = 1 << 20


class Names(unittest.TestCase):
    def test_a_short_name_means_the_gpu_that_the_driver_names(self):
        for declared, actual in (("T4", "Tesla T4"), ("L4", "NVIDIA L4"), ("A100-80GB", "NVIDIA A100-SXM4-80GB"), ("RTX 3090", "NVIDIA GeForce RTX 3090"),
                                 ("NVIDIA H200", "NVIDIA H200"), ("A100-80-2g.20gb", "NVIDIA A100-SXM4-80GB MIG 2g.20gb"), ("H100", "NVIDIA H100 80GB HBM3")):
            self.assertTrue(measure.same_gpu(declared, actual), (declared, actual))

    def test_a_relative_of_the_declared_gpu_is_another_gpu(self):
        for declared, actual in (("L4", "NVIDIA L40S"), ("RTX 3060", "NVIDIA GeForce RTX 3060 Ti"), ("A100-80GB", "NVIDIA A100-SXM4-40GB"),
                                 ("RTX 4070", "NVIDIA GeForce RTX 4070 Laptop GPU"), ("A100-80GB", "NVIDIA A100-SXM4-80GB MIG 2g.20gb"), ("T4", "NVIDIA H200")):
            self.assertFalse(measure.same_gpu(declared, actual), (declared, actual))


class Doctor(unittest.TestCase):
    # An idle H200, as its driver and CUDA told it (docs/measuring.md), and a probe that reserved 22 MiB.
    IDLE = {"mig": False, "driverTotalBytes": 150754820096, "driverUsedBytes": 644939776, "cudaTotalBytes": 150109880320,
            "cudaFreeBytes": 150109880320 - 722 * MIB, "cudaReservedBytes": 22 * MIB}

    def test_what_the_driver_keeps_for_itself_is_no_process(self):
        self.assertEqual(measure.held_beside_tensors(self.IDLE), {"otherBytes": 0, "outsideAllocatorBytes": 700 * MIB})

    def test_another_process_is_not_the_probe(self):
        busy = {**self.IDLE, "driverUsedBytes": self.IDLE["driverUsedBytes"] + 500 * MIB, "cudaFreeBytes": self.IDLE["cudaFreeBytes"] - 500 * MIB}
        self.assertEqual(measure.held_beside_tensors(busy), {"otherBytes": 500 * MIB, "outsideAllocatorBytes": 700 * MIB})

    def test_a_slice_and_a_machine_without_the_library_tell_neither(self):
        self.assertEqual([measure.held_beside_tensors(each) for each in ({**self.IDLE, "mig": True}, {"cudaTotalBytes": 1})], [{}, {}])


class Shortening(unittest.TestCase):
    DATA = {"trainImages": 84000, "valImages": 4000}

    def shorten(self, train, **options):
        return measure.shorten(train, self.DATA, {"full": False, "steps": 8, **options})

    def test_a_long_run_keeps_mosaic_and_its_end(self):
        train, data, changed = self.shorten({"epochs": 100, "batch": 16})
        self.assertEqual((train["epochs"], train["close_mosaic"], data), (3, 1, {"trainImages": 128, "valImages": 128}))
        self.assertEqual(changed, {"epochs": 3, "trainImages": 128, "valImages": 128})

    def test_mosaic_that_is_never_closed_stays(self):
        self.assertEqual(self.shorten({"epochs": 100, "batch": 16, "close_mosaic": 0})[0]["close_mosaic"], 0)

    def test_mosaic_that_is_closed_from_the_start_stays_so_in_each_version(self):
        self.assertEqual(self.shorten({"epochs": 8, "batch": 16, "close_mosaic": 10})[0]["close_mosaic"], 5)

    def test_a_short_run_is_left_as_it_is(self):
        train = {"epochs": 2, "batch": 16}
        self.assertEqual(measure.shorten(train, {"trainImages": 64, "valImages": 32}, {"full": False, "steps": 8}), (train, {"trainImages": 64, "valImages": 32}, None))

    def test_a_batch_that_is_yet_to_be_chosen_keeps_its_data_set(self):
        self.assertEqual(self.shorten({"epochs": 1, "batch": -1})[1], self.DATA)

    def test_full_means_full(self):
        self.assertEqual(self.shorten({"epochs": 100}, full=True), ({"epochs": 100}, self.DATA, None))


class Limits(unittest.TestCase):
    def search(self, live, reserved, smallest):
        return measure.search_limit(live * MIB, reserved * MIB, lambda cap: cap >= smallest * MIB, tries=5)

    def test_the_smallest_limit_is_found_within_two_percent_in_six_runs(self):
        for live, reserved in ((2061, 3030), (1411, 1846), (600, 640), (1477, 1994), (5000, 15000), (900, 1650)):
            for share in (1.005, 1.02, 1.05, 1.09):
                smallest = min(live * share, reserved)
                low, high, tried = self.search(live, reserved, smallest)
                self.assertLessEqual(len(tried), 5)
                self.assertTrue(low <= smallest * MIB <= high, (live, reserved, share))
                self.assertLess(high / low, 1.021, (live, reserved, share))

    def test_a_run_that_needs_all_it_reserved_is_found_too(self):
        low, high, _ = self.search(1000, 1400, 1395)
        self.assertTrue(low < 1395 * MIB <= high == 1400 * MIB)

    def test_the_search_stops_where_a_run_gives_no_answer(self):
        self.assertEqual(measure.search_limit(100 * MIB, 200 * MIB, lambda cap: None, tries=5)[2], [])


class Counters:
    """torch.cuda's counters over a list of (live peak, reserved peak) since the last reset."""

    def __init__(self, peaks):
        self.peaks = list(peaks)

    def max_memory_allocated(self):
        return self.peaks[0][0]

    def max_memory_reserved(self):
        return self.peaks[0][1]

    def reset_peak_memory_stats(self):
        self.peaks.pop(0)


class Metering(unittest.TestCase):
    def test_peaks_are_kept_by_phase_and_epoch(self):
        meter = measure.Meter(Counters([(1, 2), (10, 20), (15, 20), (7, 22), (12, 22)]))
        meter.enter("train", 0)
        meter.lap()
        meter.enter("validation", 0)
        meter.enter("train", 1)
        meter.enter("end", 2)
        self.assertEqual(meter.fields(), {"startUpLivePeakBytes": 1, "startUpReservedPeakBytes": 2, "trainLivePeakBytes": 15, "trainReservedPeakBytes": 22,
                                          "validationLivePeakBytes": 7, "validationReservedPeakBytes": 22})
        self.assertEqual(meter.fields(1), {"trainLivePeakBytes": 12, "trainReservedPeakBytes": 22})


class History:
    """torch.cuda.memory as the tracer uses it."""

    def __init__(self):
        self.events = []

    def _record_memory_history(self, enabled="all", stacks="all", max_entries=0, clear_history=False):
        self.events = [] if clear_history else self.events

    def _set_memory_metadata(self, text):
        self.text = text

    def alloc(self, size):
        frames = [{"name": "at::_ops::silu::call(x)", "filename": "??", "line": 0}, {"name": "forward", "filename": "/x/ultralytics/nn/modules/conv.py", "line": 87}]
        self.events.append({"action": "alloc", "addr": 512, "size": size, "frames": frames, "user_metadata": self.text})

    def _snapshot(self):
        return {"device_traces": [self.events, []], "segments": []}


class Tracing(unittest.TestCase):
    def test_events_of_all_phases_come_out_in_order(self):
        memory = History()
        tracer = measure.Tracer(types.SimpleNamespace(memory=memory), {"id": "a"})
        tracer.mark("forward")
        memory.alloc(100)
        tracer.drain()
        tracer.mark("validation")
        memory.alloc(200)
        with tempfile.TemporaryDirectory() as folder:
            tracer.write(f"{folder}/a.json.gz", {"torch": "2.11.0"})
            with gzip.open(f"{folder}/a.json.gz", "rt") as file:
                trace = json.load(file)
        self.assertEqual(trace, {"cfg": {"id": "a"}, "torch": "2.11.0", "events": [["alloc", 512, 100, 0], ["alloc", 512, 200, 1]], "segments_at_end": [],
                                 "names": ["forward|silu||nn/modules/conv.py:forward:87", "validation|silu||nn/modules/conv.py:forward:87"]})


TORCH = """
import os, signal, subprocess, sys, time
what = os.environ["WHAT"]
if what == "hang":
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    open(os.environ["PIDS"], "w").write(str(child.pid))
    time.sleep(60)
if what == "killed":
    os.kill(os.getpid(), signal.SIGKILL)
if what == "disk-full":
    raise OSError(28, "No space left on device")
class cuda:
    is_available = staticmethod(lambda: False)
"""


class Processes(unittest.TestCase):
    """A real process for each run; torch is one that misbehaves."""

    def run_with(self, what, limit=20.0):
        with tempfile.TemporaryDirectory() as folder:
            modules, scratch = f"{folder}/modules", f"{folder}/scratch"
            os.makedirs(modules), os.makedirs(scratch)
            pathlib.Path(modules, "torch.py").write_text(TORCH)
            pathlib.Path(modules, "numpy.py").write_text("trapz = None\n")
            pids = pathlib.Path(folder, "pids")
            os.environ.update(PYTHONPATH=modules, WHAT=what, PIDS=str(pids), PYTHONDONTWRITEBYTECODE="1")
            options = {"as-truth": False, "full": False, "trace": None, "class-scores": None, "time-limit": limit, "real-data": False, "share": True}
            supervisor = measure.Supervisor(argparse.Namespace(deadline=None, jobs=1), scratch)
            record = supervisor.run_once({"id": "a", "train": {"model": "yolov8n.yaml"}, "modelsRelativeTo": folder}, options)
            self.assertEqual(os.listdir(scratch), [])
            return record, pids.read_text() if pids.exists() else None

    def test_a_run_that_hangs_is_ended_with_all_it_started(self):
        record, grandchild = self.run_with("hang", limit=5)
        self.assertEqual((record["id"], record["error"]["reason"], record["error"]["phase"]), ("a", "time-limit", "startUp"))
        for _ in range(50):
            state = pathlib.Path(f"/proc/{grandchild}/stat")
            if not state.exists() or state.read_text().split()[2] == "Z":
                return
            time.sleep(0.1)
        self.fail("the data loader outlived its run")

    def test_a_killed_process_is_a_record(self):
        self.assertEqual(self.run_with("killed")[0]["error"]["reason"], "killed")

    def test_a_full_disk_is_a_record(self):
        self.assertEqual(self.run_with("disk-full")[0]["error"]["reason"], "disk-full")

    def test_no_device_is_a_record(self):
        self.assertEqual(self.run_with("")[0]["error"]["reason"], "no-cuda-device")

    def test_a_run_that_the_deadline_leaves_no_time_for_is_a_record(self):
        supervisor = measure.Supervisor(argparse.Namespace(deadline=1.0, jobs=1), "/nowhere")
        self.assertEqual(supervisor.run_once({"id": "a"}, {"time-limit": 300})["error"]["reason"], "not-run")


class Order(unittest.TestCase):
    def test_auto_batch_wants_the_gpu_alone(self):
        self.assertEqual([measure.wants_the_gpu_alone({"train": {"batch": b}}) for b in (-1, 0.7, 1, 16)], [True, True, False, False])

    def test_memory_that_others_may_have_taken_is_measured_again(self):
        self.assertTrue(measure.disturbed({"measured": {"batch": 16, "batchAfterFirstEpoch": 8}}))
        self.assertTrue(measure.disturbed({"error": {"reason": "out-of-memory"}}))
        self.assertFalse(measure.disturbed({"environment": {"allocatorCapBytes": 1}, "measured": {"batch": 16, "batchAfterFirstEpoch": 8}}))
        self.assertFalse(measure.disturbed({"measured": {"batch": 16, "batchAfterFirstEpoch": 16}}))


if __name__ == "__main__":
    unittest.main()
