namespace Platen.Domain.Ports;

/// <summary>Which page: after the key of the last row of the page before (empty: the first), and how many rows (1 to 500).</summary>
public sealed record PageRequest(string After = "", int Limit = 50);
