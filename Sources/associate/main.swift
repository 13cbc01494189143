print("associate")
