search activation { problems = ["../tables/line.pde", "../tables/flawed.pde"] }
