eq ∂u/∂t + u*∂u/∂x = 0
eq ∂²u/∂x² + ∂²u/∂x∂y = 0
