using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Tests.Keys;

public sealed class FileSiteKeySourceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platen-keys-").FullName;

    private string KeyFile => Path.Combine(_folder, "site.keys");

    [Fact]
    public void Keys_Saved_AreReadBack_ByTheirOwnerOnly()
    {
        var ring = SiteKeyRing.Open(new FileSiteKeySource(new PosixDisk(), KeyFile, CustomerKeys.None), TimeProvider.System);
        ring.AddKey();

        var keys = new FileSiteKeySource(new PosixDisk(), KeyFile, CustomerKeys.None).Load();

        keys.Select(key => key.Id).ShouldBe([1U, 2U]);
        keys[1].Value.ShouldBe(ring.Active.Value);
        File.GetUnixFileMode(KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void OldKeys_Retired_AreGoneFromFileAndMemory()
    {
        var ring = SiteKeyRing.Open(new FileSiteKeySource(new PosixDisk(), KeyFile, CustomerKeys.None), TimeProvider.System);
        var old = ring.Active;
        var oldText = Convert.ToBase64String(old.Value);
        ring.AddKey();

        ring.RetireOldKeys();

        old.Value.ShouldAllBe(value => value == 0);
        File.ReadAllText(KeyFile).ShouldNotContain(oldText);
        new FileSiteKeySource(new PosixDisk(), KeyFile, CustomerKeys.None).Load().ShouldHaveSingleItem().Id.ShouldBe(2U);
    }

    [Theory]
    [InlineData("")]
    [InlineData("something else\n")]
    [InlineData("platen-site-keys 1\n")]
    [InlineData("platen-site-keys 1\n1 2026-11-21T00:00:00.0000000+00:00 c2hvcnQ=\n")]
    [InlineData("platen-site-keys 1\nx y\n")]
    public void KeyFile_NotOne_IsRefusedWithItsName(string text)
    {
        File.WriteAllText(KeyFile, text);

        Should.Throw<InvalidDataException>(() => new FileSiteKeySource(new PosixDisk(), KeyFile, CustomerKeys.None).Load()).Message.ShouldContain(KeyFile);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
