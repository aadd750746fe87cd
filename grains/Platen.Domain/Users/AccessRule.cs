namespace Platen.Domain.Users;

/// <summary>One row of the table of rights: a method, a route as it is mapped (<c>/api/v1/jobs/{job}</c>), and who may use it.</summary>
/// <param name="Method">The HTTP method in capitals; <c>GET</c> stands for HEAD too.</param>
/// <param name="Route">The route's pattern, word for word as it is mapped.</param>
/// <param name="Needed">Who may use it.</param>
public sealed record AccessRule(string Method, string Route, Access Needed);
