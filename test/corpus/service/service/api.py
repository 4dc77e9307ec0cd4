from fastapi import FastAPI, Request
from .training import TrainingManager

app = FastAPI()
manager = TrainingManager()


@app.post("/train")
async def train(request: Request):
    manager.start(await request.json())
