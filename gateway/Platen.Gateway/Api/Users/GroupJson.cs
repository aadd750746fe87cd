using Platen.Domain.Users;

namespace Platen.Gateway.Api.Users;

/// <summary>A group of users.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The name for people.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Source">The directory or provider that it comes from; empty: made here.</param>
/// <param name="Active">False: given up, or gone from its source.</param>
internal sealed record GroupJson(string Id, string Name, string Description, string Source, bool Active)
{
    public static GroupJson Of(Group group) => new(group.Id.ToString(), group.Name, group.Description, group.Source, group.Active);
}
