import sys
class Book:
    def __del__(self): print("the book leaves the library")
book_x = Book()
def jack(book): return sys.getrefcount(book)
print(jack(book_x), sys.getrefcount(book_x))
jane = book_x
book_x = None
print(sys.getrefcount(jane))
jane = "another"
print("closing")
