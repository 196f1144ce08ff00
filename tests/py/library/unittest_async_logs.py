"""unittest: cases with coroutines, assertLogs and assertNoLogs, the old functions that make suites, texts of what fails."""
import io
import logging
import unittest
import warnings


class Async(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        print("setUp")

    async def asyncSetUp(self):
        print("asyncSetUp")
        self.addAsyncCleanup(self.clean, "argument")

    async def clean(self, value):
        print("clean", value)

    async def asyncTearDown(self):
        print("asyncTearDown")

    def tearDown(self):
        print("tearDown")

    async def test_right(self):
        self.assertEqual(await self.double(2), 4)

    def test_plain(self):
        pass

    async def test_managed(self):
        class Manager:
            async def __aenter__(self):
                return "entered"

            async def __aexit__(self, *details):
                print("left", details)

        print(await self.enterAsyncContext(Manager()))
        with self.assertRaises(TypeError) as caught:
            await self.enterAsyncContext(5)
        print(caught.exception)

    async def double(self, n):
        return 2 * n


class Logs(unittest.TestCase):
    def test_logs(self):
        with self.assertLogs("here", level="INFO") as seen:
            logging.getLogger("here").info("one %s", 1)
            logging.getLogger("here.below").warning("two")
        print(seen.output, [record.levelname for record in seen.records])

    def test_none(self):
        with self.assertLogs():
            pass

    def test_unwanted(self):
        with self.assertNoLogs("here", logging.ERROR):
            logging.getLogger("here").warning("not this")
            logging.getLogger("here").error("this")

    def test_context(self):
        with self.assertRaisesRegex(ValueError, "no such"):
            int("x")


stream = io.StringIO()
suite = unittest.TestSuite(map(unittest.defaultTestLoader.loadTestsFromTestCase, (Async, Logs)))
result = unittest.TextTestRunner(stream=stream, verbosity=2).run(suite)
print(result, stream.getvalue().split("\n======")[0])
for test, text in result.failures:
    print(test, text.splitlines()[-1], "direct" if "During handling" not in text else text.split("\n")[0])
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    print(unittest.makeSuite(Logs, "test_n"), unittest.getTestCaseNames(Logs, "test_u"))
    for warning in seen:
        print(warning.category.__name__, warning.message, warning.filename == __file__)
