"""What do operators ask for on the command line?"""
