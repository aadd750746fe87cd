namespace Platen.Gateway.Api.Contracts;

/// <summary>A recipient that was recorded.</summary>
/// <param name="Id">Its id.</param>
/// <param name="IsUser">Whether the address belongs to a user here; null: told only to those who may see users.</param>
internal sealed record RecipientPutJson(string Id, bool? IsUser);
