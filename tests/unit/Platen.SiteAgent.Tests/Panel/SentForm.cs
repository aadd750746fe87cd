namespace Platen.SiteAgent.Tests.Panel;

/// <summary>A form as it went over the line.</summary>
internal sealed record SentForm(string Path, string Cookies, string Body);
