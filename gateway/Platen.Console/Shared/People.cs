using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;

namespace Platen.Console.Shared;

/// <summary>Names of the users of one page's rows: as many grain calls as there are different users on it, and a page is bounded.</summary>
public sealed class People
{
    /// <summary>Nobody.</summary>
    public static readonly People None = new(new Dictionary<UserId, string>());

    private readonly Dictionary<UserId, string> _names;

    private People(Dictionary<UserId, string> names) => _names = names;

    /// <summary>Looks the names up.</summary>
    public static async Task<People> LoadAsync(IGrainFactory grains, TenantId tenant, IEnumerable<UserId?> users, CancellationToken cancellationToken)
    {
        var rows = await Task.WhenAll(users.OfType<UserId>().Distinct().Select(user => grains.User(tenant, user).GetAsync(cancellationToken)));
        return new People(rows.OfType<User>().ToDictionary(user => user.Id, user => user.DisplayName));
    }

    /// <summary>A user's name; for a user that is gone, the id.</summary>
    public string Name(UserId user) => _names.GetValueOrDefault(user, user.ToString());
}
