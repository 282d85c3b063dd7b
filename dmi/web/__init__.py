"""The toolkit of pages: the guard, forms, step pages, errors and the frame."""
