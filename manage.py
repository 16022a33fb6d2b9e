#!/usr/bin/env python
from hub.command_line import main

if __name__ == "__main__":
    main()
