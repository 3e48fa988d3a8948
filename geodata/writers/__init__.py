"""What is taken away: the incidents of a Selection as a file that other tools open.

All formats have the same fields (`fields`); each is written block by block, in bounded memory.
"""
