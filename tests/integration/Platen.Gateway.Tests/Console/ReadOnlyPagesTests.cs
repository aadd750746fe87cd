using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Platen.Domain.Queues;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Gateway.Tests.Hosting;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;

namespace Platen.Gateway.Tests.Console;

/// <summary>AZ02, AZ03: pages show what their reader may see, and no buttons for what the reader may not do. Mutants: any <c>may</c> of a page left out.</summary>
[Collection(SiloTests.Name)]
public sealed partial class ReadOnlyPagesTests(SiloHost silo)
{
    private static readonly SiteId Site = SiteId.Parse("read-only-site");
    private static readonly ImmutableArray<Right> Seeing = [Right.ReadUsers, Right.ReadDevices, Right.ReadQueues, Right.ReadSites, Right.ReadJobs, Right.ReadReports, Right.ReadContracts];
    private static readonly ImmutableArray<Right> Doing = [Right.EditUsers, Right.EditCredentials, Right.EditRoles, Right.EditDevices, Right.EditQueues, Right.EditSites, Right.ManageJobs, Right.ReadReports, Right.EditContracts];

    [Fact]
    public async Task Pages_OfWhoOnlySees_HaveNothingToSend()
    {
        var pages = await PagesAsync();
        using var browser = await BrowserAsync(Seeing);
        foreach (var page in pages)
        {
            var html = await browser.PageAsync(page);
            Forms(html).ShouldBeEmpty(page);
            Within(html).ShouldNotContain("type=\"submit\"", Case.Sensitive, page);
            html.ShouldNotContain("/new\"", Case.Sensitive, page);
            html.ShouldNotContain("/users/import", Case.Sensitive, page);
        }
    }

    // so that the test above does not pass because the pages are empty
    [Fact]
    public async Task Pages_OfWhoMayDo_HaveTheirForms()
    {
        var pages = await PagesAsync();
        using var browser = await BrowserAsync(Doing);
        foreach (var page in pages.Where(page => page is not ("" or "devices" or "queues" or "jobs" or "ledger" or "replication" or "device-log" or "contracts/reports/contract-history") && !page.EndsWith("/log", StringComparison.Ordinal)))
        {
            Forms(await browser.PageAsync(page)).ShouldNotBeEmpty(page);
        }

        foreach (var page in new[] { "devices", "queues", "users" })
        {
            (await browser.PageAsync(page)).ShouldContain($"href=\"/{page}/new\"");
        }
    }

    [Fact]
    public async Task SettingsOfADevice_ForWhoOnlySees_CanBeReadAllTheSame()
    {
        await PagesAsync();
        using var browser = await BrowserAsync(Seeing);
        var html = await browser.PageAsync($"devices/{Site}/read-only-mfp");
        html.ShouldContain("<fieldset class=\"card-body\" disabled");
        html.ShouldContain("192.0.2.9");
    }

    // AZ04. Mutants: a field of another area can be filled in; what is disabled is not sent back, so that saving changes it
    [Fact]
    public async Task Settings_OfOtherAreas_AreReadAndNotChangedBySaving()
    {
        using var browser = await BrowserAsync([Right.LoginSettings]);
        var html = await browser.PageAsync("settings");
        InputTag("name").Match(html).Value.ShouldContain("readonly");
        InputTag("pinDigits").Match(html).Value.ShouldNotContain("readonly");
        var before = await silo.Administrator.GetStringAsync("api/v1/tenant");
        using var saved = await browser.PostAsync("settings", [.. Fields(html)]);
        ((int)saved.StatusCode).ShouldBe(302, await saved.Content.ReadAsStringAsync());
        (await silo.Administrator.GetStringAsync("api/v1/tenant")).ShouldBe(before);
    }

    [Fact]
    public async Task PagesOfUsers_ForTheHeadOfAGroup_ShowTheMembersForms()
    {
        var grains = silo.Services.GetRequiredService<IGrainFactory>();
        var group = GroupId.New(TimeProvider.System);
        (await grains.Group(SiloHost.Tenant, group).PutAsync(new PutGroup { Name = $"Heads {group}" }, Actor.System("test"), default)).IsDone.ShouldBeTrue();
        var (member, _) = await silo.UserWithAsync([Right.ReadDevices]);
        (await grains.User(SiloHost.Tenant, member.Id).SetGrantsAsync(new SetGrants(), Actor.System("test"), default)).IsDone.ShouldBeTrue();
        (await grains.User(SiloHost.Tenant, member.Id).UpdateAsync(new UpdateUser { Groups = [group.ToString()] }, Actor.System("test"), default)).Messages.ShouldBeEmpty();
        using var browser = await BrowserAsync([Right.EditUsers, Right.EditCredentials], group);
        var list = await browser.PageAsync("users");
        list.ShouldContain(member.LoginName);
        list.ShouldNotContain("/users/new");
        Forms(await browser.PageAsync($"users/{member.Id}")).Count.ShouldBeGreaterThan(3);
        Forms(await browser.PageAsync("groups")).ShouldBeEmpty();
        Forms(await browser.PageAsync($"groups/{group}")).ShouldBeEmpty();
        using var saved = await browser.PostAsync($"users/{member.Id}?handler=Save", ("displayName", "Renamed"), ("loginName", member.LoginName));
        ((int)saved.StatusCode).ShouldBe(302, await saved.Content.ReadAsStringAsync());
        (await grains.User(SiloHost.Tenant, member.Id).GetAsync(default))!.Groups.ShouldBe([group], "saving takes nobody out of a group");
        using var other = await browser.GetAsync($"users/{silo.UserId}");
        ((int)other.StatusCode).ShouldBe(404);
    }

    // AZ04. Mutants: the page of a setting is open to who only sees; a page links to one that is closed to its reader; a setting that is another's to make has its fields
    [Theory]
    [InlineData("settings/mail", Right.MailSettings)]
    [InlineData("settings/registration", Right.LoginSettings)]
    [InlineData("settings/logins", Right.LoginSettings)]
    public async Task SettingsPage_IsForItsRightOnly_AndLinksToNoOtherOne(string page, Right right)
    {
        using var seeing = await BrowserAsync(Seeing);
        using var refused = await seeing.GetAsync(page);
        ((int)refused.StatusCode).ShouldBe(403);
        (await seeing.PageAsync("users")).ShouldNotContain($"href=\"/{page}\"");
        using var holder = await BrowserAsync([right]);
        var html = await holder.PageAsync(page);
        Forms(html).ShouldNotBeEmpty();
        html.ShouldNotContain("Groups and roles of who registers", Case.Sensitive, "they are for administrators to give");
        foreach (var (other, needed) in new[] { ("settings/mail", Right.MailSettings), ("settings/registration", Right.LoginSettings), ("audit", Right.ReadAudit), ("users", Right.ReadUsers) })
        {
            (needed != right && html.Contains($"href=\"/{other}\"", StringComparison.Ordinal)).ShouldBeFalse(other);
        }
    }

    // Mutants: who only sees gets the button that takes a second factor away; one's own page shows the secret again
    [Fact]
    public async Task SecondFactor_OfSomebody_IsTakenAwayByWhoMay_AndShownToNobody()
    {
        var grains = silo.Services.GetRequiredService<IGrainFactory>();
        var (plain, client) = await silo.UserWithAsync([Right.ReadDevices]);
        client.Dispose();
        var grain = grains.User(SiloHost.Tenant, plain.Id);
        var own = Actor.Of(plain, "");
        var secret = (await grain.BeginFactorAsync(own, default)).Secret!;
        (await grain.ConfirmFactorAsync(new TestKit.Users.AuthenticatorApp(secret).Code(TimeProvider.System.GetUtcNow()), own, default)).Result.Messages.ShouldBeEmpty();
        using var seeing = await BrowserAsync(Seeing);
        var seen = await seeing.PageAsync($"users/{plain.Id}");
        seen.ShouldNotContain("handler=RemoveFactor");
        using var doing = await BrowserAsync(Doing);
        (await doing.PageAsync($"users/{plain.Id}")).ShouldContain("handler=RemoveFactor");
        using var self = await Browser.OfAsync(silo, plain);
        var page = await self.PageAsync("second-factor");
        Forms(page).ShouldHaveSingleItem().ShouldContain("handler=Remove");
        page.ShouldContain("10 recovery codes are left");
        (seen + page).Replace(" ", "", StringComparison.Ordinal).ShouldNotContain(secret);
        using var first = await self.GetAsync("first-password");
        ((int)first.StatusCode).ShouldBe(302, "who has an own password chooses none");
    }

    // the forms that change something, but the one to log out
    private static List<string> Forms(string html) => [.. FormTag().Matches(html).Select(match => match.Value).Where(form => form.Contains("post", StringComparison.OrdinalIgnoreCase) && !form.Contains("/logout", StringComparison.Ordinal))];

    // as a browser sends them: nothing that is disabled, and no box that is not ticked
    private static IEnumerable<(string Name, string Value)> Fields(string html)
    {
        var form = html[html.IndexOf("action=\"/settings\"", StringComparison.Ordinal)..html.IndexOf("aria-labelledby=\"servers\"", StringComparison.Ordinal)];
        foreach (var tag in AnyInput().Matches(form).Select(match => match.Value).Where(tag => !tag.Contains(" disabled", StringComparison.Ordinal)))
        {
            if (!tag.Contains("checkbox", StringComparison.Ordinal) || tag.Contains(" checked", StringComparison.Ordinal))
            {
                yield return (Attribute(tag, "name"), System.Net.WebUtility.HtmlDecode(Attribute(tag, "value")));
            }
        }

        foreach (var select in AnySelect().Matches(form).Select(match => match.Value).Where(tag => !tag[..tag.IndexOf('>', StringComparison.Ordinal)].Contains(" disabled", StringComparison.Ordinal)))
        {
            var options = select.Split("<option").Skip(1).ToList();
            yield return (Attribute(select, "name"), Attribute(options.Find(option => option.Contains("selected", StringComparison.Ordinal)) ?? options[0], "value"));
        }
    }

    private static string Attribute(string tag, string name) => Regex.Match(tag, $" {name}=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;

    private static Regex InputTag(string name) => new($"<input[^>]* name=\"{name}\"[^>]*>", RegexOptions.None, TimeSpan.FromSeconds(1));

    [GeneratedRegex("<input[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex AnyInput();

    [GeneratedRegex("<select.*?</select>", RegexOptions.Singleline, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex AnySelect();

    private static string Within(string html) => SearchForm().Replace(html[html.IndexOf("<main", StringComparison.Ordinal)..], "");

    [GeneratedRegex("<form[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex FormTag();

    [GeneratedRegex("<form[^>]*method=\"get\".*?</form>", RegexOptions.Singleline, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex SearchForm();

    private async Task<List<string>> PagesAsync()
    {
        var grains = silo.Services.GetRequiredService<IGrainFactory>();
        var system = Actor.System("test");
        await grains.Site(SiloHost.Tenant, Site).CreateAsync(new() { Name = "Read only" }, system, default);
        await grains.Site(SiloHost.Tenant, Site).AddAgentAsync(new() { Agent = AgentId.Parse("read-only-1") }, system, default);
        var device = new Grains.Abstractions.Devices.PutDevice { Name = "Read only", Host = "192.0.2.9", Protocol = Domain.Devices.DeliveryProtocol.Raw, Port = 9100 };
        (await grains.Device(SiloHost.Tenant, Site, Domain.Devices.DeviceId.Parse("read-only-mfp")).PutAsync(device, system, default)).Messages.ShouldBeEmpty();
        (await grains.Queue(SiloHost.Tenant, QueueId.Parse("read-only-pull")).PutAsync(new() { Name = "Read only", Kind = QueueKind.Pull }, system, default)).Messages.ShouldBeEmpty();
        var group = GroupId.New(TimeProvider.System);
        (await grains.Group(SiloHost.Tenant, group).PutAsync(new PutGroup { Name = $"Read only {group}" }, system, default)).IsDone.ShouldBeTrue();
        var contract = new Grains.Abstractions.Contracts.PutContract { Contract = Domain.Contracts.ContractId.Parse("read-only"), Number = "Read only", Kind = Domain.Contracts.ContractKind.Provider, Party = "Read only", Start = new DateOnly(2026, 1, 1), Devices = 1 };
        (await grains.Contracts(SiloHost.Tenant).PutAsync(contract, system, default)).Messages.ShouldBeEmpty();
        return
        [
            "contracts", "contracts/read-only", "contracts/reports/contract-history", "", "jobs", "devices", $"devices/{Site}/read-only-mfp", $"devices/{Site}/read-only-mfp/log", "device-log", "queues", "queues/read-only-pull", "users", $"users/{silo.UserId}", "groups", $"groups/{group}", "sites", $"sites/{Site}", "replication", "ledger",
        ];
    }

    private async Task<Browser> BrowserAsync(ImmutableArray<Right> rights, params ImmutableArray<GroupId> groups)
    {
        var (user, client) = await silo.UserWithAsync(rights, [], groups);
        client.Dispose();
        return await Browser.OfAsync(silo, user);
    }
}
