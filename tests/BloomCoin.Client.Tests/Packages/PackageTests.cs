using System.IO.Compression;

namespace BloomCoin.Client.Tests.Packages;

/// <summary>The libraries as packages: packed here, and used by a project that has nothing else of this repository.</summary>
public sealed class PackageTests : IDisposable
{
    private static readonly string[] Libraries = ["Chain", "Phases", "Keys", "Abstractions", "Client"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bloom-packages-");

    private string Packages => Path.Combine(_folder.FullName, "packages");

    [Fact]
    public async Task An_application_that_has_the_packages_alone_compiles()
    {
        foreach (var library in Libraries)
            await DotNet.Run(Repository.Root, "pack", $"src/BloomCoin.{library}", "-c", Repository.Configuration, "--no-build", "-o", Packages, "-v", "quiet");
        foreach (var library in Libraries) HasWhatAPackageNeeds(library);

        var version = Path.GetFileNameWithoutExtension(PackageOf("Client"))["BloomCoin.Client.".Length..];
        var app = Directory.CreateDirectory(Path.Combine(_folder.FullName, "app"));
        foreach (var source in Directory.GetFiles(Path.Combine(Repository.Root, "src/BloomCoin.Client.Sample"), "*.cs"))
            File.Copy(source, Path.Combine(app.FullName, Path.GetFileName(source)));
        await File.WriteAllTextAsync(Path.Combine(app.FullName, "app.csproj"), ProjectOf(version));
        await File.WriteAllTextAsync(Path.Combine(app.FullName, "nuget.config"), await SourcesAndWhatIsHere());
        await DotNet.Run(app.FullName, "build", "-c", "Release", "-v", "quiet", "--packages", Path.Combine(_folder.FullName, "restored"));
        Assert.True(File.Exists(Path.Combine(app.FullName, "bin/Release/net10.0/app.dll")), "the application was not built");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string PackageOf(string library) => Assert.Single(Directory.GetFiles(Packages, $"BloomCoin.{library}.*.nupkg"));

    private void HasWhatAPackageNeeds(string library)
    {
        using var package = ZipFile.OpenRead(PackageOf(library));
        var files = package.Entries.Select(entry => entry.FullName).ToList();
        Assert.Contains("README.md", files);
        Assert.Contains($"lib/net10.0/BloomCoin.{library}.dll", files);
        Assert.Contains($"lib/net10.0/BloomCoin.{library}.xml", files);
        using var specification = new StreamReader(package.GetEntry($"BloomCoin.{library}.nuspec")!.Open());
        Assert.DoesNotContain("Package Description", specification.ReadToEnd(), StringComparison.Ordinal);   // what stands there where nobody wrote one
        Assert.Single(Directory.GetFiles(Packages, $"BloomCoin.{library}.*.snupkg"));
    }

    private static string ProjectOf(string version) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <NuGetAudit>false</NuGetAudit>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="BloomCoin.Client" Version="{version}" />
          </ItemGroup>
        </Project>
        """;

    /// <summary>Nothing is downloaded: what this repository's own restore brought is taken as it lies there.</summary>
    private async Task<string> SourcesAndWhatIsHere()
    {
        var here = (await DotNet.Run(Repository.Root, "nuget", "locals", "global-packages", "--list")).Split(':', 2)[1].Trim();
        return $"""
            <configuration>
              <packageSources><clear /><add key="packed" value="{Packages}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="here" value="{here}" /></fallbackPackageFolders>
            </configuration>
            """;
    }
}
