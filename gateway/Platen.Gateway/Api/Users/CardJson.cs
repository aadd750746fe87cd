namespace Platen.Gateway.Api.Users;

/// <summary>An ID card; its number is not kept.</summary>
/// <param name="Id">Names the card in calls.</param>
/// <param name="Label">The last characters of its number.</param>
internal sealed record CardJson(string Id, string Label);
