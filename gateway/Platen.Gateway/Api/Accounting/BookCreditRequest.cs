namespace Platen.Gateway.Api.Accounting;

/// <summary>A recharge or a correction.</summary>
/// <param name="Kind">recharge (as if left out), or correction.</param>
/// <param name="Amount">By how much the credit grows, as a decimal string such as "10.00"; of a correction, "-2.50" takes something back.</param>
/// <param name="Reason">Why, 300 characters at most; a correction needs one.</param>
/// <param name="Key">The caller's key where no header Idempotency-Key is sent: the same key again changes nothing.</param>
internal sealed record BookCreditRequest(string? Kind, string? Amount, string? Reason, string? Key);
