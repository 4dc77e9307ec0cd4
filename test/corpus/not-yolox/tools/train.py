import argparse
from yolox.core import launch
from yolox.exp import Exp, get_exp

def make_parser():
    parser = argparse.ArgumentParser("YOLOX train parser")
    parser.add_argument("-b", "--batch-size", type=int, default=64)
    parser.add_argument("-f", "--exp_file", default=None, type=str)
    parser.add_argument("-c", "--ckpt", default=None)
    return parser

def main(exp, args):
    trainer = exp.get_trainer(args)
    trainer.train()

if __name__ == "__main__":
    args = make_parser().parse_args()
    main(get_exp(args.exp_file, "yolox-s"), args)
