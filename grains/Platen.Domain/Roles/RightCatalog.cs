using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Platen.Domain.Roles;

/// <summary>All rights with their words and texts. The words are what REST and OAuth scopes call them: <c>read-users</c>.</summary>
public static class RightCatalog
{
    /// <summary>Every right, in the order of the matrix.</summary>
    public static readonly ImmutableArray<RightInfo> All =
    [
        new(Right.OwnJobs, "Own", "Own jobs", RightReach.Tenant, []),
        new(Right.OwnLedger, "Own", "Own costs", RightReach.Tenant, []),
        new(Right.OwnProfile, "Own", "Own profile", RightReach.Tenant, []),
        new(Right.OwnCredentials, "Own", "Own PIN, cards and password", RightReach.Tenant, []),
        new(Right.ReadUsers, "Users", "See users", RightReach.Groups, []),
        new(Right.EditUsers, "Users", "Add and change users, shut them out, end their sessions", RightReach.Groups, [Right.ReadUsers]),
        new(Right.EditCredentials, "Users", "Draw PINs, register cards, set passwords of others", RightReach.Groups, [Right.ReadUsers]),
        new(Right.EditRoles, "Users", "Make roles and give them, up to the own rights", RightReach.Tenant, [Right.ReadUsers]),
        new(Right.ReadDevices, "Devices", "See devices", RightReach.Sites, []),
        new(Right.EditDevices, "Devices", "Add, change and remove devices", RightReach.Sites, [Right.ReadDevices]),
        new(Right.ReadQueues, "Queues", "See queues", RightReach.Tenant, []),
        new(Right.EditQueues, "Queues", "Add and change queues and prices", RightReach.Tenant, [Right.ReadQueues]),
        new(Right.EditCodebooks, "Codebooks", "Add and change codebooks and codes, and who may use them", RightReach.Tenant, [Right.ReadUsers]),
        new(Right.ReadSites, "Sites", "See sites and agents", RightReach.Sites, []),
        new(Right.EditSites, "Sites", "Add and change sites and agents", RightReach.Sites, [Right.ReadSites]),
        new(Right.ReadJobs, "Jobs", "See the jobs of others", RightReach.Sites, []),
        new(Right.ManageJobs, "Jobs", "Release, delete and claim the jobs of others", RightReach.Sites, [Right.ReadJobs]),
        new(Right.ReadReports, "Costs", "See what others printed and were charged", RightReach.Sites, []),
        new(Right.RechargeCredit, "Costs", "Recharge the credit of others", RightReach.Groups, [Right.ReadUsers]),
        new(Right.ReadAudit, "Audit", "Read, export and verify the audit log", RightReach.Tenant, []),
        new(Right.CompanySettings, "Settings", "Company", RightReach.Tenant, []),
        new(Right.LoginSettings, "Settings", "Logins, PINs, passwords, sessions", RightReach.Tenant, []),
        new(Right.SiteSettings, "Settings", "What sites may do alone and hold", RightReach.Tenant, []),
        new(Right.ClientSettings, "Settings", "Programs that log in by OAuth", RightReach.Tenant, []),
        new(Right.MailSettings, "Settings", "Outgoing mail", RightReach.Tenant, []),
        new(Right.ReadSystem, "System", "See servers and versions", RightReach.Tenant, []),
        new(Right.ReadLicences, "System", "See which devices take a licence, and nothing else of them", RightReach.Tenant, []),
        new(Right.ReadContracts, "Contracts", "See contracts, their history and their reports", RightReach.Tenant, []),
        new(Right.EditContracts, "Contracts", "Record and change contracts, and say who outside gets their reports", RightReach.Tenant, [Right.ReadContracts]),
    ];

    /// <summary>What everybody who is active has.</summary>
    public static readonly ImmutableArray<Right> Own = [.. All.Where(info => info.Area == "Own").Select(info => info.Right)];

    /// <summary>What roles are made of.</summary>
    public static readonly ImmutableArray<RightInfo> Delegable = [.. All.Where(info => info.Area != "Own")];

    private static readonly FrozenDictionary<Right, RightInfo> ByRight = All.ToFrozenDictionary(info => info.Right);

    private static readonly FrozenDictionary<string, Right> ByWord = All.ToFrozenDictionary(info => Word(info.Right), info => info.Right, StringComparer.Ordinal);

    /// <summary>What is known of a right; null: it is none (a newer version's).</summary>
    public static RightInfo? Find(Right right) => ByRight.GetValueOrDefault(right);

    /// <summary>A right's word.</summary>
    public static string Word(Right right) => JsonNamingPolicy.KebabCaseLower.ConvertName(right.ToString());

    /// <summary>Reads a right's word.</summary>
    public static bool TryParse([NotNullWhen(true)] string? word, out Right right) => ByWord.TryGetValue(word ?? "", out right);

    /// <summary>Rights with all that they imply, each once, in their order; unknown ones are left out.</summary>
    public static ImmutableArray<Right> WithImplied(IEnumerable<Right> rights) =>
        [.. rights.Where(ByRight.ContainsKey).SelectMany(right => ByRight[right].Implies.Add(right)).Distinct().Order()];
}
