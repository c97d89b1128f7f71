"""stub"""
def show(visit): visit.head.title("Value")
