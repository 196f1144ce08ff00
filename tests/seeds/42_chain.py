class Node:
    def __init__(self, name, next=None): self.name, self.next = name, next
    def __del__(self): print("freed", self.name)
head = Node(1, Node(2, Node(3)))
head = None
print("end")
