namespace Platen.SiteAgent.Panel.Html;

/// <summary>Who is logged in, for the header and the forms.</summary>
internal sealed record PageUser(string DisplayName, string FormToken);
