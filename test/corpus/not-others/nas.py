from super_gradients.training import Trainer, models

trainer = Trainer(experiment_name="x", ckpt_root_dir="c")
model = models.get("yolo_nas_s", num_classes=3)
trainer.train(model=model, training_params={"max_epochs": 10}, train_loader=None)
