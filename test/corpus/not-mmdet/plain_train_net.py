from detectron2.config import get_cfg
from detectron2.engine import DefaultTrainer

def main():
    cfg = get_cfg()
    cfg.SOLVER.IMS_PER_BATCH = 16
    trainer = DefaultTrainer(cfg)
    trainer.resume_or_load(resume=False)
    return trainer.train()

main()
