import io, sys, unittest

class Cases(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        print('class begins')
        cls.addClassCleanup(print, 'class is clean')

    @classmethod
    def tearDownClass(cls):
        print('class ends')

    def setUp(self):
        self.addCleanup(print, 'clean', self._testMethodName)

    def tearDown(self):
        print('end', self.id())

    def test_equal(self):
        """Equal things."""
        self.assertEqual((1, [2]), (1, [2]))
        self.assertNotEqual(1, 2)
        self.assertCountEqual([1, 2, 1], [2, 1, 1])
        self.assertAlmostEqual(1.0, 1.1, delta=0.2)
        self.assertIsNone(None)
        self.assertIsInstance([], list)
        self.assertLessEqual(1, 1)

    def test_raises(self):
        with self.assertRaises(ZeroDivisionError) as caught:
            1 / 0
        self.assertEqual(str(caught.exception), 'division by zero')
        self.assertRaises(KeyError, {}.pop, 1)
        with self.assertRaises(ValueError):
            self.assertRaises(KeyError, int, 'x')

    def test_not_raised(self):
        with self.assertRaises((KeyError, ValueError), msg='hm'):
            pass

    def test_fails(self):
        self.assertEqual(1, 2, 'with a note')

    def test_long(self):
        self.assertEqual('a' * 300 + 'b', 'a' * 300 + 'c'.replace('c', 'd') if False else 7)

    def test_error(self):
        {}['missing']

    @unittest.skip('not today')
    def test_skipped(self):
        pass

    @unittest.skipIf(sys.version_info > (3,), 'too new')
    def test_skipped_too(self):
        pass

    @unittest.expectedFailure
    def test_expected(self):
        self.assertIn(1, [])

    @unittest.expectedFailure
    def test_unexpected(self):
        pass

    def test_parts(self):
        for i in range(4):
            with self.subTest('part', i=i):
                self.assertFalse(i % 2)

    def not_a_test(self):
        pass


class Broken(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise RuntimeError('no')

    def test_never(self):
        print('never')


messages = []
for check in (lambda t: t.assertTrue(0), lambda t: t.assertIn(1, {2}), lambda t: t.assertIs([], []), lambda t: t.assertIsNot(None, None), lambda t: t.assertLess(2, 1),
              lambda t: t.assertIsNone(3), lambda t: t.assertNotIsInstance(3, int), lambda t: t.assertAlmostEqual(1, 2), lambda t: t.assertNotAlmostEqual(1, 1),
              lambda t: t.assertSetEqual({1, 2}, {2, 3}), lambda t: t.assertCountEqual([1, 1], [1, 2]), lambda t: t.assertAlmostEqual(1, 5, delta=1), lambda t: t.fail('told so'),
              lambda t: t.assertEqual([1] * 100, (1,)), lambda t: t.assertNotIn('a', 'abc')):
    try:
        check(unittest.TestCase())
    except AssertionError as error:
        print(error)
stream = io.StringIO()
suite = unittest.TestSuite([unittest.defaultTestLoader.loadTestsFromTestCase(Cases), unittest.FunctionTestCase(lambda: print('function')),
                            unittest.makeSuite(Broken) if hasattr(unittest, 'nothing') else unittest.TestLoader().loadTestsFromTestCase(Broken)])
print(suite.countTestCases())
result = unittest.TextTestRunner(stream, verbosity=2).run(suite)
print(result, result.wasSuccessful(), [len(each) for each in (result.failures, result.errors, result.skipped, result.expectedFailures, result.unexpectedSuccesses)])
for line in stream.getvalue().splitlines():
    if 'File' not in line and not line.startswith('Ran '):
        print(line)
print(unittest.TestResult(), Cases('test_equal'), repr(Cases('test_equal')), Cases('test_equal').shortDescription(), Cases('test_equal') == Cases('test_equal'))
