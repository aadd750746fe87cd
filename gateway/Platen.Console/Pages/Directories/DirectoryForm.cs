using System.Globalization;
using System.Text.Json;
using Platen.Console.Shared;
using Platen.Domain.Directories;
using Platen.Grains.Abstractions.Directories;

namespace Platen.Console.Pages.Directories;

/// <summary>A directory as a form, and back. Empty fields of filters and attributes take what is usual for the schema.</summary>
internal static class DirectoryForm
{
    /// <summary>A new directory's usual values.</summary>
    public static FormState Empty => new FormState().Set("schema", "activeDirectory").Set("security", "ldaps").Set("syncMinutes", "15").Set("fullMinutes", "1440").Set("vanishPercentMax", "10")
        .Set("enabled", "true").Set("authenticates", "true");

    /// <summary>A schema for people.</summary>
    public static string Words(DirectorySchema schema) => schema switch
    {
        DirectorySchema.ActiveDirectory => "Active Directory",
        DirectorySchema.OpenLdap => "OpenLDAP",
        DirectorySchema.EDirectory => "eDirectory",
        _ => "",
    };

    public static FormState Of(UserDirectory row) => new FormState()
        .Set("name", row.Name)
        .Set("schema", Word(row.Schema))
        .Set("host", row.Host)
        .Set("port", row.Port == 0 ? "" : Number(row.Port))
        .Set("security", Word(row.Security))
        .Set("certificateAuthorities", row.CertificateAuthorities)
        .Set("bindDn", row.BindDn)
        .Set("peopleBase", row.PeopleBase)
        .Set("peopleFilter", row.PeopleFilter)
        .Set("groupBase", row.GroupBase)
        .Set("groupFilter", row.GroupFilter)
        .Set("key", row.Mapping.Key)
        .Set("loginAttribute", row.Mapping.LoginName)
        .Set("nameAttribute", row.Mapping.DisplayName)
        .Set("emailAttribute", row.Mapping.Email)
        .Set("phoneAttribute", row.Mapping.Phone)
        .Set("idNumberAttribute", row.Mapping.IdNumber)
        .Set("personalNumberAttribute", row.Mapping.PersonalNumber)
        .Set("sharedFolderAttribute", row.Mapping.SharedFolder)
        .Set("groupName", row.Mapping.GroupName)
        .Set("groupMember", row.Mapping.GroupMember)
        .Set("syncMinutes", Number((int)row.SyncEvery.TotalMinutes))
        .Set("fullMinutes", Number((int)row.FullEvery.TotalMinutes))
        .Set("vanishPercentMax", Number(row.VanishPercentMax))
        .Set("enabled", Box(row.Enabled))
        .Set("authenticates", Box(row.Authenticates))
        .Set("keepsVerifier", Box(row.KeepsVerifier));

    public static PutDirectory Read(FormState form)
    {
        var schema = form.Word<DirectorySchema>("schema");
        var usual = DirectoryPresets.Mapping(schema);
        return new PutDirectory
        {
            Name = form.Text("name"),
            Schema = schema,
            Host = form.Text("host"),
            Port = form.Number("port"),
            Security = form.Word<DirectorySecurity>("security"),
            CertificateAuthorities = form.Text("certificateAuthorities"),
            BindDn = form.Text("bindDn"),
            Password = form.Value("password") is { Length: > 0 } password ? password : null,
            PeopleBase = form.Text("peopleBase"),
            PeopleFilter = Given(form, "peopleFilter"),
            GroupBase = form.Text("groupBase"),
            GroupFilter = Given(form, "groupFilter"),
            Mapping = new DirectoryMapping
            {
                Key = Given(form, "key") ?? usual.Key,
                LoginName = Given(form, "loginAttribute") ?? usual.LoginName,
                DisplayName = Given(form, "nameAttribute") ?? usual.DisplayName,
                Email = Given(form, "emailAttribute") ?? usual.Email,
                Phone = Given(form, "phoneAttribute") ?? usual.Phone,
                IdNumber = Given(form, "idNumberAttribute") ?? usual.IdNumber,
                PersonalNumber = Given(form, "personalNumberAttribute") ?? usual.PersonalNumber,
                SharedFolder = Given(form, "sharedFolderAttribute") ?? usual.SharedFolder,
                GroupName = Given(form, "groupName") ?? usual.GroupName,
                GroupMember = Given(form, "groupMember") ?? usual.GroupMember,
            },
            SyncEvery = TimeSpan.FromMinutes(form.Number("syncMinutes")),
            FullEvery = TimeSpan.FromMinutes(form.Number("fullMinutes", fallback: 1440)),
            VanishPercentMax = form.Number("vanishPercentMax", fallback: 10),
            Enabled = form.Checked("enabled"),
            Authenticates = form.Checked("authenticates"),
            KeepsVerifier = form.Checked("keepsVerifier"),
        };
    }

    private static string? Given(FormState form, string name) => form.Text(name) is { Length: > 0 } text ? text : null;

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Box(bool value) => value ? "true" : "";
}
