namespace Platen.SiteAgent.Sessions;

/// <summary>A code that a panel shows.</summary>
/// <param name="TicketHash">SHA-256 of the panel's ticket: only the browser that began it gets the session.</param>
/// <param name="Begun">What the server said.</param>
/// <param name="EndsAt">Until when.</param>
internal sealed record QrOpen(string TicketHash, QrBegun Begun, DateTimeOffset EndsAt);
