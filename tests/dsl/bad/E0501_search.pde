search activation { problems = ["poison.pde"] }
