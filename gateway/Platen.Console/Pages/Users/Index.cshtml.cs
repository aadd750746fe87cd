using Platen.Console.Shared;
using Platen.Domain.Ports;
using Platen.Domain.Users;

namespace Platen.Console.Pages.Users;

/// <summary>The list of users.</summary>
public sealed class IndexModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => "Users";

    /// <inheritdoc/>
    public override string Section => "users";

    /// <summary>The users.</summary>
    public ResultPage<User> Users { get; private set; } = new([], "");

    /// <summary>Whether a user's PIN and password are refused now.</summary>
    public bool IsLocked(User user) => user.LockedUntil > Time.GetUtcNow();

    /// <summary>Shows the list.</summary>
    public async Task OnGetAsync() => Users = await Query.ListUsersAsync(Text("search"), Paging, Aborted);
}
