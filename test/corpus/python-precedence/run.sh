python cli_wins.py --batch 10
