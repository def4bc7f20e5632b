search { problems = ["../tables/line.pde"] }
search optimiser { problems = ["../tables/line.pde"] }
