import hydra
from omegaconf import DictConfig, OmegaConf
from ultralytics import YOLO


@hydra.main(version_base=None, config_path="conf", config_name="config")
def main(cfg: DictConfig) -> None:
    model = YOLO(cfg.model.weights)
    kwargs = OmegaConf.to_container(cfg.train, resolve=True)
    model.train(**kwargs, seed=cfg.seed)


if __name__ == "__main__":
    main()
