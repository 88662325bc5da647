export { type BudgetFlags, readBudget } from '../request/budget';
