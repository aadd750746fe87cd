using Platen.Gateway.Api.Users;

namespace Platen.Gateway.Api.Sessions;

/// <summary>A session.</summary>
/// <param name="Token">For the header <c>Authorization: Bearer</c>; only in the answer to a login.</param>
/// <param name="StartedAt">When the login was.</param>
/// <param name="EndsAt">When it ends, however busy it is; an idle session ends earlier.</param>
/// <param name="User">Who is logged in.</param>
internal sealed record SessionJson(string? Token, DateTimeOffset StartedAt, DateTimeOffset EndsAt, UserJson User);
