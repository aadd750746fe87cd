using System.Collections.Immutable;
using Platen.Console.Shared;
using Platen.Domain.Codebooks;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Queries;

namespace Platen.Console.Pages.Codebooks;

/// <summary>Who may use a codebook or a code, as people write it: login names and names of groups.</summary>
/// <param name="Form">The form's values and errors.</param>
/// <param name="Above">What is meant where nothing is said: "as the codebook above".</param>
/// <param name="Name">How the fields' names begin; a page may have two of these.</param>
public sealed record AccessFields(FormState Form, string Above, string Name = AccessFields.OfCodebook)
{
    /// <summary>The word for "nothing said".</summary>
    public const string Inherited = "above";

    /// <summary>How the fields begin that are about a codebook.</summary>
    public const string OfCodebook = "access";

    /// <summary>How the fields begin that are about codes.</summary>
    public const string OfCodes = "codeAccess";

    private const int Hits = 50;
    private static readonly char[] Separators = [',', ';', '\n', '\r'];

    /// <summary>What can be chosen.</summary>
    public IReadOnlyList<(string Value, string Text)> Choices => [(Inherited, Above), ("everybody", "Everybody"), ("named", "Only those named here")];

    /// <summary>Shows an access.</summary>
    public static async Task ShowAsync(FormState form, CodeAccess? access, IGrainFactory grains, TenantId tenant, CancellationToken cancellationToken)
    {
        var people = await Task.WhenAll((access?.Users ?? []).Select(user => grains.User(tenant, user).GetAsync(cancellationToken)));
        var groups = await Task.WhenAll((access?.Groups ?? []).Select(group => grains.Group(tenant, group).GetAsync(cancellationToken)));
        form.Set(OfCodebook, access is null ? Inherited : access.Everybody ? "everybody" : "named")
            .Set(OfCodebook + "Users", string.Join(", ", people.OfType<User>().Select(user => user.LoginName)))
            .Set(OfCodebook + "Groups", string.Join(", ", groups.OfType<Group>().Select(group => group.Name)));
    }

    /// <summary>Reads the form; names of nobody become errors of it.</summary>
    public static async Task<CodeAccess?> ReadAsync(FormState form, string name, IListsGrain lists, Actor actor, CancellationToken cancellationToken)
    {
        if (form.Text(name) == "everybody")
        {
            return new CodeAccess { Everybody = true };
        }

        if (form.Text(name) != "named")
        {
            return null;
        }

        var users = ImmutableArray.CreateBuilder<UserId>();
        foreach (var login in Names(form, name + "Users"))
        {
            var found = await lists.ListUsersAsync(login, new PageRequest("", Hits), actor, cancellationToken);
            Add(form, name + "Users", users, found.Items.Where(user => Same(user.LoginName, login)).Select(user => user.Id), $"There is no user '{login}'; give login names.");
        }

        var groups = ImmutableArray.CreateBuilder<GroupId>();
        foreach (var called in Names(form, name + "Groups"))
        {
            var found = await lists.ListGroupsAsync(called, new PageRequest("", Hits), actor, cancellationToken);
            Add(form, name + "Groups", groups, found.Items.Where(group => Same(group.Name, called)).Select(group => group.Id), $"There is no group '{called}'.");
        }

        return new CodeAccess { Users = users.ToImmutable(), Groups = groups.ToImmutable() };
    }

    private static void Add<T>(FormState form, string field, ImmutableArray<T>.Builder ids, IEnumerable<T> found, string error)
        where T : struct
    {
        var before = ids.Count;
        ids.AddRange(found);
        if (ids.Count == before)
        {
            form.Add(field, error);
        }
    }

    private static IEnumerable<string> Names(FormState form, string field) =>
        form.Text(field).Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase).Take(CodebookRules.NamedMax + 1);

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
