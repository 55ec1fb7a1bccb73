"""Where on the path is somebody, and what does the week lack? Pure."""
